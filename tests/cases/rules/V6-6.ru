# not met: V6-6
# undecided: 
# exit: 0
DELETE WHERE { ex:midtvejs aft:indsendelsesdato ?x } ; INSERT DATA { ex:midtvejs aft:indsendelsesdato "2026-01-02"^^xsd:date }
