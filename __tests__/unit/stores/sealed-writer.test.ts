import {expect, test} from '@jest/globals';
import {createSealedWriter, seal} from '../../../src/stores/sealed-json.ts';

test('records written one after the other are those that are sealed one by one', () => {
  const agent = {name: 'a', b: {z: 1, y: null}, list: [{d: 1, c: 2}]};
  const records = [
    {id: 1, agentConfig: agent, note: 'first “one”', none: null, active: true},
    {id: 2, agentConfig: agent, note: 'first “one”', none: null, active: false},
    {id: 2, agentConfig: {...agent, name: 'b'}, note: '', none: {x: 1}, active: false},
    {id: 3, agentConfig: null, note: '"', none: null, active: true},
  ];
  const keys = ['id', 'agent_config', 'note', 'none', 'active'].map(
    (jsonKey) => [jsonKey, jsonKey === 'agent_config' ? 'agentConfig' : jsonKey] as const,
  );
  const write = createSealedWriter(keys);
  for (const {agentConfig, ...record} of records) {
    const {id, ...rest} = record;
    expect(`{${write({...rest, id, agentConfig})}`).toBe(
      JSON.stringify(seal({id, agent_config: agentConfig, ...rest})),
    );
  }
});
