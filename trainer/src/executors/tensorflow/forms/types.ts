/** The attributes by which TensorFlow's nodes say which types they take. */
import { dataTypes, type TensorFlowType } from '../graph-writer';

export const typeOf = (dtype: TensorFlowType) => ({ type: dataTypes[dtype] });

/** Nodes whose one type parameter is called T, as nearly all are. */
export const typed = (dtype: TensorFlowType) => ({ T: typeOf(dtype) });
