# not met: 
# undecided: V7-10
# exit: 0
DELETE DATA { ex:lokalaftale aft:harAftalepart ex:region } ; INSERT DATA { ex:lokalaftale aft:harAftalepart ex:kommuner }
