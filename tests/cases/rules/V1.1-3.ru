# not met: V1.1-3
# undecided: 
# exit: 0
DELETE WHERE { ex:praksisplan aft:harBidragyder ex:almen-praksis }
