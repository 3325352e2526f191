# not met: V6-2
# undecided: 
# exit: 1
INSERT DATA { ex:aftale aft:harOpfoelgning ex:gennemgang-2027 . ex:gennemgang aft:skerDen "2024-09-02"^^xsd:date . ex:gennemgang-2027 a aft:AarligGennemgang ; aft:skerDen "2027-09-06"^^xsd:date }
