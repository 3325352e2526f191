# not met: V4.1-19
# undecided: 
# exit: 0
DELETE DATA { ex:plan-udskrivelse a aft:Implementeringsplan }
