# not met: V7-10
# undecided: 
# exit: 0
DELETE DATA { ex:lokalaftale aft:harAftalepart ex:region }
