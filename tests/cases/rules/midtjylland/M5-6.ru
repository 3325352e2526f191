# not met: M5-6
# undecided: 
DELETE DATA { ex:midtvejs aft:opgoerelsesdato "2021-07-01"^^xsd:date } ; INSERT DATA { ex:midtvejs aft:opgoerelsesdato "2022-01-01"^^xsd:date }
