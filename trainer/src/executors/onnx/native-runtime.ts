/** The only way to what the native runtime does. */
import './send-nothing';

export * from 'onnxruntime-node';
