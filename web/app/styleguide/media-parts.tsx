import { PictureUploader } from "../media/picture-uploader.tsx";
import { Exhibit, State } from "./frame.tsx";
import { products } from "./samples.ts";

const pictures = products
  .slice(0, 2)
  .map(({ id, imageUrl = "", title }) => ({ id, url: imageUrl, alt: title }));

/** Whoever sells can try it here; everybody else sees what a refused upload looks like. */
export function MediaParts() {
  return (
    <Exhibit title="Pictures to upload">
      <State name="with pictures">
        <PictureUploader pictures={pictures} />
      </State>
      <State name="none, and something wrong">
        <PictureUploader error="Add at least one picture." max={4} />
      </State>
    </Exhibit>
  );
}
