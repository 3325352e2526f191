# not met: V2.1.7-13
# undecided: 
# exit: 0
# Two doctors, but the region appoints them.
DELETE DATA { ex:nord-fagligt-laeger aft:udpegetAf ex:plo } ; INSERT DATA { ex:nord-fagligt-laeger aft:udpegetAf ex:region }
