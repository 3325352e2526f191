# not met: 
# undecided: 
# exit: 0
DELETE DATA { ex:del-udstyr aft:harBehov true ; aft:beskrevetI ex:udlaansaftale } ; INSERT DATA { ex:del-udstyr aft:harBehov false }
