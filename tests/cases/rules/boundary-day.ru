# not met: 
# undecided: 
# exit: 0
DELETE WHERE { ex:midtvejs aft:indsendelsesdato ?x } ; INSERT DATA { ex:midtvejs aft:indsendelsesdato "2026-01-01"^^xsd:date }
