/** Entry of the language server's own process: over IPC from the extension, over stdio (`--stdio`) from any editor. */
import { serve } from './serve';

serve();
