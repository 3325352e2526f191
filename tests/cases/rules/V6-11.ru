# not met: V6-11
# undecided: 
# exit: 0
DELETE DATA { ex:slut aft:vedroerer ex:trivsel }
