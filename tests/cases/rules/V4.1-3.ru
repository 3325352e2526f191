# not met: V4.1-3
# undecided: 
# exit: 0
DELETE DATA { ex:samarbejdsaftale aft:harDelelement ex:del-kompetencer }
