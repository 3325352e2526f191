# not met: V5.5-1
# undecided: 
# exit: 0
DELETE DATA { ex:byraad aft:offentliggoer ex:aftale }
