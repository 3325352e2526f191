# not met: 
# undecided: V5.1-5
# exit: 0
DELETE DATA { ex:trin-byraad aft:skerDen "2023-12-20"^^xsd:date }
