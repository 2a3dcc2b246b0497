/** Walking the tree: the parts of a node in the order of the text. */
import type { SyntaxNode } from './nodes';

export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  switch (node.kind) {
    case 'file':
      return node.declarations;
    case 'experiment':
      return [node.title];
    case 'let':
      return [node.name, node.value];
    case 'input':
      return node.type ? [node.name, node.columns, node.type] : [node.name, node.columns];
    case 'data':
    case 'shared':
    case 'network':
    case 'task':
    case 'cotrain':
    case 'train':
    case 'sweep':
      return node.name ? [node.name, ...node.on, node.block] : [...node.on, node.block];
    case 'block':
      return node.entries;
    case 'property':
      return [node.name, node.value];
    case 'layer':
      return node.block ? [node.name, ...node.args, node.block] : [node.name, ...node.args];
    case 'argument':
      return node.name ? [node.name, node.value] : [node.value];
    case 'word':
      return [node.name];
    case 'member':
      return [node.object, node.member];
    case 'selection':
      return [node.data, ...node.items];
    case 'list':
      return node.items;
    case 'range':
      return [node.first, node.last];
    case 'call':
      return [node.name, ...node.args];
    case 'as':
      return [node.columns, node.type];
    case 'name':
    case 'number':
    case 'string':
    case 'flag':
    case 'missing':
      return [];
  }
}
