# not met: V6-5
# undecided: V6-12 V6-6
# exit: 1
DELETE WHERE { ex:aftale aft:harOpfoelgning ex:midtvejs }
