# not met: V4.1-8
# undecided: 
# exit: 0
DELETE DATA { ex:del-maal aft:harDatakilde ex:patientregister }
