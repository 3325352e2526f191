# not met: V6-12
# undecided: 
# exit: 0
DELETE DATA { ex:slut aft:vedroerer ex:midtvejs }
