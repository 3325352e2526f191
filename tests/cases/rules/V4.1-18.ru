# not met: V4.1-18
# undecided: 
# exit: 0
DELETE DATA { ex:del-udstyr aft:beskrevetI ex:udlaansaftale }
