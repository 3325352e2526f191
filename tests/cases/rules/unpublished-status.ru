# not met: V5.5-2
# undecided: 
# exit: 0
DELETE DATA { ex:byraad aft:offentliggoer ex:slut }
