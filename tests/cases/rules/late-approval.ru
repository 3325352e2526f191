# not met: V5.1-5
# undecided: 
# exit: 0
DELETE DATA { ex:trin-byraad aft:skerDen "2023-12-20"^^xsd:date } ; INSERT DATA { ex:trin-byraad aft:skerDen "2023-12-21"^^xsd:date }
