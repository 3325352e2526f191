# not met: V4.1-14
# undecided: 
# exit: 0
DELETE DATA { ex:del-ansvar aft:laegeligtBehandlingsansvarHos ex:egen-laege }
