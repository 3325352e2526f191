# not met: 
# undecided: 
# exit: 0
DELETE WHERE { ex:aftale aft:indsendtDato ?x } ; INSERT DATA { ex:aftale aft:indsendtDato "2024-01-01"^^xsd:date }
