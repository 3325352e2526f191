# not met: V4.1-5
# undecided: 
# exit: 0
DELETE DATA { ex:kommuner aft:ansvarligFor ex:del-opgaver }
