# not met: V5.1-5
# undecided: 
# exit: 0
DELETE DATA { ex:byraad aft:vedtager ex:aftale }
