/** The symbolic graph: tensors, the ops that build them, their gradients, and programs made of them. */
export * from './ops';
export { applyOp, defineOp, type OpRule } from './op';
export { gradients } from './gradient';
export { scan } from './scan';
export type { Loop, LoopResults } from './loops/build-loop';
export { orderNodes } from './order';
export { countMultiplyAdds } from './multiply-adds';
export { substitute } from './substitute';
export type { Program } from './program';
export {
  GraphError,
  showShape,
  sizeOf,
  type Attribute,
  type Attributes,
  type Body,
  type DType,
  type Node,
  type Shape,
  type Tensor,
  type TensorType,
} from './tensor';
