# not met: 
# undecided: V6-10
# exit: 0
DELETE DATA { ex:slut aft:vedroerer ex:psykiatri }
