# not met: V3-4
# undecided: 
# exit: 0
INSERT DATA { ex:udvalg aft:vedtager ex:aftale }
