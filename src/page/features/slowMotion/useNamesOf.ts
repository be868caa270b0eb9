/** The names of networks and objectives in slow motion. */
import { useStore } from "../../ui/context";
import { useNetworkName } from "../../ui/layers/Layers";
import { useModel } from "../../ui/useModel";

/** Returns functions for the names of the model's networks and objectives. */
export function useNamesOf() {
  const model = useModel();
  const specs = model.networks(useStore((state) => state.config.hyperparameters));
  const nameOf = useNetworkName();
  const ofNetwork = (network: string): string => nameOf(network, specs[network]!.role);
  return {
    specs, ofNetwork,
    /** The name of an objective: the networks that it trains. */
    ofMove: (move: number): string => model.objectives[move]!.minimises.map(ofNetwork).join(" + "),
  };
}
