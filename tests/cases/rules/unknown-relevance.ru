# not met: V4.1-2
# undecided: V4.1-5
# exit: 0
DELETE DATA { ex:del-opgaver aft:erRelevant true } ; DELETE DATA { ex:kommuner aft:ansvarligFor ex:del-opgaver }
