# not met: V5.5-2
# undecided: 
# exit: 0
DELETE DATA { ex:regionsraad aft:offentliggoer ex:midtvejs }
