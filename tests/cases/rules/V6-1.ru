# not met: V6-1
# undecided: 
# exit: 1
DELETE DATA { ex:klynge aft:deltagerI ex:gennemgang }
