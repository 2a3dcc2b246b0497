/** An activation as a layer of its own. */
import { activate, activationNames } from '../common/activate';
import { defineLayer } from '../declaration';
import { choice } from '../parameter';

export const activation = defineLayer({
  name: 'activation',
  doc: 'Applies an activation on its own, for example after a normalisation.',
  params: { name: choice(activationNames, { doc: 'Which one.' }) },
  example: 'activation(relu)',
  build: ({ name }, [x]) => activate(name, x!),
});
