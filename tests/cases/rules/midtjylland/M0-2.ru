# not met: M0-2
# undecided: 
DELETE WHERE { ex:praksisplanudvalg aft:forhandler ?x }
