# not met: 
# undecided: V6-2
# exit: 0
INSERT DATA { ex:gennemgang aft:skerDen "2024-09-02"^^xsd:date }
