/** Architectures as Mermaid text. */
import { expect, it } from 'vitest';
import type { Architecture } from '../../contract/architecture';
import { mermaidText } from '../../contract/mermaid';
import { networks, numerals, transferred } from '../support/synthetic-architectures';

it('draws inputs, blocks and tasks with their layers, and shapes on the arrows', () => {
  expect(mermaidText(numerals)).toBe(`flowchart LR
  n0[/"pixels: image(15, 16)"/]:::inputNode
  n1["trunk<br/>conv(16, kernel: 3, activation: relu)<br/>maxpool(2)<br/>conv(32, kernel: 3, activation: relu)<br/>maxpool(2)<br/>flatten<br/>dense(128, relu)<br/>78,592 parameters"]:::sharedNode
  n2("numeral: classes(10)<br/>dense(10)<br/>1,290 parameters"):::taskNode
  n3("morphology: numbers(6)<br/>dense(32, relu)<br/>dense(6)<br/>4,326 parameters"):::taskNode
  n0 -->|"15x16x1"| n1
  n1 -->|"128"| n2
  n1 -->|"128"| n3
  classDef inputNode stroke:#1a85ff
  classDef sharedNode stroke:#388a34,stroke-width:2px
  classDef networkNode stroke:#652d90
  classDef taskNode stroke:#d18616
`);
});

it('says which run a block starts from, and what of it stays as it is', () => {
  expect(mermaidText(transferred(2))).toContain(
    '"trunk<br/>from runs/2026-11-23T21-44-25-numerals/<br/>conv(16, kernel: 3, activation: relu), frozen<br/>maxpool(2)<br/>conv(32,',
  );
  expect(mermaidText(transferred('all'))).toContain(
    'dense(128, relu), frozen<br/>78,592 parameters, frozen"',
  );
});

it('links networks that teach each other by an arrow with two heads', () => {
  expect(mermaidText(networks(2))).toContain('  n2 <-.->|"propagation"| n3\n');
});

it('marks layers that networks have in common', () => {
  const { nodes, ...rest } = networks(2);
  const common = nodes.map((node) =>
    node.kind === 'network'
      ? {
          ...node,
          layers: node.layers.map((layer) => ({ ...layer, sharedBy: ['view1', 'view2'] })),
        }
      : node,
  );
  const text = mermaidText({ ...rest, nodes: common });
  expect(text.match(/dense\(64, relu\), shared by 2 networks/g)).toHaveLength(2);
});

it('keeps hostile names inside their quotes', () => {
  const name = '"]; click n0 "javascript:alert(1)"\n<img src=x onerror=alert(1)> `x` #quot;';
  const hostile: Architecture = {
    title: name,
    parameters: 0,
    nodes: [{ id: name, kind: 'input', label: '', shape: '1', parameters: 0, tasks: [], layers: [] }],
    edges: [{ from: name, to: name, kind: 'flow', label: name }],
  };
  const [, node, arrow] = mermaidText(hostile).split('\n');
  expect(node).toMatch(/^ {2}n0\[\/"[^"<>`]*"\/\]:::inputNode$/);
  expect(arrow).toMatch(/^ {2}n0 -->\|"[^"<>`]*"\| n0$/);
});
