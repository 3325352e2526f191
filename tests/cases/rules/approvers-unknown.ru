# not met: 
# undecided: V3-4
# exit: 0
DELETE WHERE { ?raad aft:vedtager ex:aftale }
