# not met: M5-10
# undecided: 
DELETE WHERE { ex:styregruppe aft:godkenderUdkast ?x }
