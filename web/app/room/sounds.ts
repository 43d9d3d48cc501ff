/** The three sounds of a room. */
export type Sound = "outbid" | "ten-seconds" | "hammer";

type Note = { readonly hertz: number; readonly atSeconds: number; readonly lastsSeconds: number };

// Made, not loaded: three short figures that are told apart without looking.
const NOTES: Record<Sound, readonly Note[]> = {
  outbid: [
    { hertz: 660, atSeconds: 0, lastsSeconds: 0.12 },
    { hertz: 440, atSeconds: 0.13, lastsSeconds: 0.22 },
  ],
  "ten-seconds": [
    { hertz: 880, atSeconds: 0, lastsSeconds: 0.07 },
    { hertz: 880, atSeconds: 0.16, lastsSeconds: 0.07 },
  ],
  hammer: [
    { hertz: 180, atSeconds: 0, lastsSeconds: 0.09 },
    { hertz: 120, atSeconds: 0.05, lastsSeconds: 0.16 },
  ],
};

const LOUDNESS = 0.12;
let output: AudioContext | undefined;

/** Plays a sound. Browsers stay silent until the reader has pressed something; then so does this, without an error. */
export function playSound(sound: Sound): void {
  output ??= new AudioContext();
  if (output.state === "suspended") void output.resume();
  for (const note of NOTES[sound]) {
    const startsAt = output.currentTime + note.atSeconds;
    const oscillator = new OscillatorNode(output, { type: "triangle", frequency: note.hertz });
    const volume = new GainNode(output, { gain: 0 });
    volume.gain.setValueAtTime(0, startsAt);
    volume.gain.linearRampToValueAtTime(LOUDNESS, startsAt + 0.01);
    volume.gain.exponentialRampToValueAtTime(0.0001, startsAt + note.lastsSeconds);
    oscillator.connect(volume).connect(output.destination);
    oscillator.start(startsAt);
    oscillator.stop(startsAt + note.lastsSeconds);
  }
}
