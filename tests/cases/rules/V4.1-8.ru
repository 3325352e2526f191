# not met: 
# undecided: V4.1-8
# exit: 0
DELETE DATA { ex:del-maal aft:harDatakilde ex:patientregister }
