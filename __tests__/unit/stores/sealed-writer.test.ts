import {expect, test} from '@jest/globals';
import {createSealedWriter, seal} from '../../../src/stores/sealed-json.ts';

test('records written one after the other are those that are sealed one by one', () => {
  const agent = {name: 'a', b: {z: 1, y: null}, list: [{d: 1, c: 2}]};
  const records = [
    {id: 1, agent, note: 'first “one”', none: null, active: true},
    {id: 2, agent, note: 'first “one”', none: null, active: false},
    {id: 2, agent: {...agent, name: 'b'}, note: '', none: {x: 1}, active: false},
    {id: 3, agent: null, note: '"', none: null, active: true},
  ];
  const write = createSealedWriter();
  for (const record of records) expect(`{${write(record)}`).toBe(JSON.stringify(seal(record)));
});
