# not met: M4-4
# undecided: 
DELETE DATA { ex:trivselsaftale aft:vedroerer ex:psykiatri }
