# not met: V3.2-1 V6-6
# undecided: 
# exit: 0
DELETE WHERE { ex:aftale aft:harForpligtendeMaalsaetninger ?x } ; DELETE DATA { ex:aftale aft:ikrafttraedelsesdato "2024-01-01"^^xsd:date } ; INSERT DATA { ex:aftale aft:ikrafttraedelsesdato "2020-01-01"^^xsd:date } ; DELETE WHERE { ex:forrige-aftale aft:udloebsdato ?x } ; INSERT DATA { ex:forrige-aftale aft:udloebsdato "2019-12-31"^^xsd:date }
