# not met: V4.1-2
# undecided: 
# exit: 0
DELETE DATA { ex:del-kompetencer aft:erRelevant false }
