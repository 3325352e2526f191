# not met: V6-9
# undecided: 
# exit: 0
DELETE WHERE { ex:slut aft:indsendelsesdato ?x } ; INSERT DATA { ex:slut aft:indsendelsesdato "2027-07-02"^^xsd:date }
