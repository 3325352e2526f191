# not met: V3.6-6
# undecided: 
# exit: 0
DELETE WHERE { ex:forrige-aftale aft:udloebsdato ?x } ; INSERT DATA { ex:forrige-aftale aft:udloebsdato "2023-06-30"^^xsd:date }
