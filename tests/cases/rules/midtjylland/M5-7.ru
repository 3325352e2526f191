# not met: M5-7
# undecided: 
DELETE DATA { ex:slut aft:opgoerelsesdato "2023-01-01"^^xsd:date } ; INSERT DATA { ex:slut aft:opgoerelsesdato "2023-07-01"^^xsd:date }
