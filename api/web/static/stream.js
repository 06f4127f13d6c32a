// An answer as it comes: the events of /api/ask/stream, or the sentence that says why there is none.

export const CUT_OFF = "La réponse s'est interrompue avant sa fin. Posez la question à nouveau.";
export const UNREACHABLE = "Le service ne répond pas. Vérifiez votre connexion, puis réessayez.";

/** An error whose message is a French sentence for the reader. */
export class Refused extends Error {}

/** Yields [event, data] pairs; throws `Refused`, or an AbortError when the signal stops it. */
export async function* answerEvents(asked, signal) {
  const response = await post(asked, signal);
  let waiting = "";
  let ended = false;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { value, done } = await read(reader, signal);
    waiting += value ?? "";
    const blocks = waiting.split("\n\n");
    waiting = blocks.pop();
    for (const block of blocks) {
      const [event, data] = parsed(block);
      ended ||= event === "done";
      yield [event, data];
    }
    // What ends before its last event is no answer: half of one might be repeated.
    if (done && !ended) throw new Refused(CUT_OFF);
    if (done) return;
  }
}

async function post(asked, signal) {
  let response;
  try {
    response = await fetch("/api/ask/stream", {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "text/event-stream, application/problem+json" },
      body: JSON.stringify(asked),
      signal,
    });
  } catch (error) {
    throw signal.aborted ? error : new Refused(UNREACHABLE);
  }
  if (response.ok) return response;
  const problem = await response.json().catch(() => ({}));
  throw new Refused(problem.detail ?? UNREACHABLE);
}

async function read(reader, signal) {
  try {
    return await reader.read();
  } catch (error) {
    throw signal.aborted ? error : new Refused(UNREACHABLE);
  }
}

function parsed(block) {
  const lines = block.split("\n");
  const after = (name) => lines.find((line) => line.startsWith(name))?.slice(name.length) ?? "";
  return [after("event: "), JSON.parse(after("data: "))];
}
