# not met: V6-1
# undecided: 
# exit: 1
DELETE DATA { ex:nord aft:deltagerI ex:gennemgang }
