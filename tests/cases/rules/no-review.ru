# not met: V6-1 V6-2
# undecided: 
# exit: 1
DELETE DATA { ex:aftale aft:harOpfoelgning ex:gennemgang }
