# not met: V4.1-12
# undecided: 
# exit: 0
DELETE DATA { ex:sygehuset aft:ansvarligFor ex:del-ansvar }
